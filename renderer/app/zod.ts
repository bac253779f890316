/** First import of the window: zod must not try `new Function`, which the content security policy refuses. */
import { z } from 'zod';

z.config({ jitless: true });
