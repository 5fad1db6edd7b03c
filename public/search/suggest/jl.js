sitegenSearch.receive("suggest/jl.js",[["金丽","jinli","jl","person",1]]);
