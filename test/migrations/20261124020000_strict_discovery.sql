UPDATE configurations SET strict_discovery = TRUE;
