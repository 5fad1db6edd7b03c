sitegenSearch.receive("suggest/qj.js",[["权静","quanjing","qj","person",1]]);
