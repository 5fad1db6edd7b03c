sitegenSearch.receive("suggest/wn.js",[["吴楠楠","wunannan","wnn","person",1]]);
