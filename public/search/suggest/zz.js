sitegenSearch.receive("suggest/zz.js",[["自治区政协","zizhiquzhengxie","zzqzx","unit",1],["张卓","zhangzhuo","zz","person",1]]);
