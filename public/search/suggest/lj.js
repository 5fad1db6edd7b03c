sitegenSearch.receive("suggest/lj.js",[["梁建武","liangjianwu","ljw","person",1],["李娇","lijiao","lj","person",1]]);
