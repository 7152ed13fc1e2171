namespace FlowWatch.LedgerPasses;

internal enum Layout
{
    Day,
    Mixed,
    Firehose,
    Export,
}
