sitegenSearch.receive("suggest/sj.js",[["数据“把脉”破难题 会商“开方”提质效","shujubamaiponantihuishangkaifangtizhixiao","sjbmpnthskftzx","title",1]]);
