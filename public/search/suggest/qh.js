sitegenSearch.receive("suggest/qh.js",[["齐翰文","qihanwen","qhw","person",1]]);
