-- What one would write by hand to answer the runbook's five questions about a flow-log file in the default format: per
-- source and 15 minutes the bytes, the connections (distinct 5-tuples), the ports and hosts tried, what was refused, and
-- the connections to login services. It knows nothing of who opened a connection, of interfaces that record the same
-- bytes, of odd lines, or of anything below the runbook's thresholds.
CREATE TEMP TABLE answer AS
SELECT srcaddr,
       "start" // 900 AS quarter,
       sum(bytes) AS bytes,
       count(DISTINCT (srcaddr, dstaddr, srcport, dstport, protocol)) AS connections,
       count(DISTINCT dstport) AS ports,
       count(DISTINCT dstaddr) AS hosts,
       count(*) FILTER (action = 'REJECT') AS refused,
       count(DISTINCT (dstaddr, srcport)) FILTER (dstport IN (22, 3389, 445)) AS logins
FROM read_csv($file, delim = ' ', header = false, auto_detect = false, quote = '', escape = '', nullstr = '-', columns = {
       version: 'UTINYINT', "account-id": 'VARCHAR', "interface-id": 'VARCHAR', srcaddr: 'VARCHAR', dstaddr: 'VARCHAR',
       srcport: 'USMALLINT', dstport: 'USMALLINT', protocol: 'UTINYINT', packets: 'BIGINT', bytes: 'BIGINT',
       "start": 'BIGINT', "end": 'BIGINT', action: 'VARCHAR', "log-status": 'VARCHAR'})
GROUP BY ALL;

SELECT srcaddr, quarter, bytes, connections, ports, hosts, refused, logins
FROM answer
WHERE bytes > 1000000000 OR connections > 1000 OR ports > 50 OR logins >= 20
ORDER BY srcaddr, quarter;
