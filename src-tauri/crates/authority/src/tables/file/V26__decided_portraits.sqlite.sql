-- Earlier editions kept the portrait of a file that was decided on.
UPDATE file SET portrait = NULL WHERE state <> 0;
