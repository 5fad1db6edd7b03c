sitegenSearch.receive("suggest/dh.js",[["董海梅","donghaimei","dhm","person",1]]);
