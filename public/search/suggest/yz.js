sitegenSearch.receive("suggest/yz.js",[["尹正灵","yinzhengling","yzl","person",1]]);
