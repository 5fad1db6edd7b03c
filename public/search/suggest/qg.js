sitegenSearch.receive("suggest/qg.js",[["乔港雯","qiaogangwen","qgw","person",1]]);
