sitegenSearch.receive("suggest/lf.js",[["吕飞雄","lvfeixiong","lfx","person",1]]);
