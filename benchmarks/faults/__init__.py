"""What becomes of stored reviews when programs are killed, disks fill up and files are damaged."""
