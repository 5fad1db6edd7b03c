sitegenSearch.receive("suggest/lq.js",[["刘琪","liuqi","lq","person",1]]);
