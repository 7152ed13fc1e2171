using System.Globalization;
using FlowWatch.LedgerPasses;

// serve LAYOUT DAYS FLOWLOGS: the archive of so many days and flow logs, until standard input ends; prints its address.
// pass LAYOUT DAYS FLOWLOGS STATE DAY: a pass of the ledger on that day after the archive's last (0: the first pass), with state in that
// file, over the archive behind AWS_ENDPOINT_URL_S3; prints what was listed and how long it took.
// LAYOUT is day (text, a folder a day), mixed (of three flow logs one text with a folder a day, one Parquet with a folder an hour, one with
// Hive folders), firehose or export.
if (args is not [_, var layout, var days, var flowLogs, ..] || !Enum.TryParse<Layout>(layout, ignoreCase: true, out var chosen)) return 3;
var archive = new MadeUpArchive(chosen, int.Parse(days, CultureInfo.InvariantCulture), int.Parse(flowLogs, CultureInfo.InvariantCulture));
return args switch
{
    ["serve", _, _, _] => await ArchiveServer.ServeAsync(archive),
    ["pass", _, _, _, var state, var day] => await Pass.RunAsync(archive, state, int.Parse(day, CultureInfo.InvariantCulture)),
    _ => 3,
};
