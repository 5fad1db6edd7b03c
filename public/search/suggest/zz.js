sitegenSearch.receive("suggest/zz.js",[["张卓","zhangzhuo","zz","person",1]]);
