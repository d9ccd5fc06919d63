from __future__ import annotations

import sys

from wordpress.local.run import main

sys.exit(main())
