sitegenSearch.receive("suggest/zx.js",[["仲夏时节话法治 开门纳谏听民声","zhongxiashijiehuafazhikaimennajiantingminsheng","zxsjhfzkmnjtms","title",1],["折鑫","zhexin","zx","person",1]]);
