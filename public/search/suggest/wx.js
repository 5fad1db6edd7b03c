sitegenSearch.receive("suggest/wx.js",[["王效俊","wangxiaojun","wxj","person",1],["王新鹏","wangxinpeng","wxp","person",1]]);
