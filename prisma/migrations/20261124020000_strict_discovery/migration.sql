-- AlterTable
ALTER TABLE "configurations" ADD COLUMN     "strict_discovery" BOOLEAN NOT NULL DEFAULT false;
