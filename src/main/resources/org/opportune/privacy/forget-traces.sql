CREATE OR REPLACE DEFINER = 'root'@'localhost' PROCEDURE opportune_upkeep.forget_traces() SQL SECURITY DEFINER
IF EXISTS (SELECT 1 FROM information_schema.innodb_trx WHERE trx_started < CONVERT_TZ(NOW(), @@time_zone, 'SYSTEM') - INTERVAL 10 SECOND) THEN
  SELECT FALSE;
ELSE
  SET STATEMENT lock_wait_timeout = 2 FOR ALTER TABLE opportune.identity FORCE;
  CREATE OR REPLACE TABLE opportune_upkeep.over_traces (x VARCHAR(8000)) CHARACTER SET latin1 AS SELECT REPEAT('x', 7000) AS x FROM seq_1_to_600;
  SET GLOBAL innodb_log_file_size = IF(@@innodb_log_file_size = 100663296, 104857600, 100663296);
  DROP TABLE opportune_upkeep.over_traces;
  SELECT TRUE;
END IF
