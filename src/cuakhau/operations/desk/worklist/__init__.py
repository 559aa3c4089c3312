"""The worklist of one agency: who awaits it, the page, the acts of its officers."""
