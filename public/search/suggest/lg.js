sitegenSearch.receive("suggest/lg.js",[["鲁国文","luguowen","lgw","person",1]]);
