sitegenSearch.receive("suggest/zw.js",[["张伟","zhangwei","zw","person",1]]);
