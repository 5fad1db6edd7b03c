sitegenSearch.receive("suggest/keys.js",["bc-ln3qyo bc bt bw by cf cl cy dh dj ee et gh gz hh hl hy jj jl kz lf lg lj lq ls md nm qg qh qj sj sx wl wn wx wy xc xg xl yf yz zg zj zl zw zx zz"]);
