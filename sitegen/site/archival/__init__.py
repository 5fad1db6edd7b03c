"""An issue for archives: IIIF, METS and ALTO, of issues whose pages have scans."""
