import { answerNextAuth } from '@/lib/auth';

export { answerNextAuth as GET, answerNextAuth as POST };
