using System.Collections.Frozen;

namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>The functions and commands of the documentation, by name in any case.</summary>
internal static class FunctionCatalog
{
    private const int Many = int.MaxValue;

    /// <summary>"Supports up to 10 branches", each a condition and a value, and one value for none of them.</summary>
    private const int LongestCase = 21;

    private static readonly FrozenDictionary<string, FunctionSignature> Functions = new Dictionary<string, FunctionSignature>
    {
        ["abs"] = new(QueryFunction.Abs, 1, 1),
        ["ceil"] = new(QueryFunction.Ceil, 1, 1),
        ["floor"] = new(QueryFunction.Floor, 1, 1),
        ["greatest"] = new(QueryFunction.Greatest, 1, Many),
        ["least"] = new(QueryFunction.Least, 1, Many),
        ["log"] = new(QueryFunction.Log, 1, 1),
        ["round"] = new(QueryFunction.Round, 1, 2),
        ["sqrt"] = new(QueryFunction.Sqrt, 1, 1),
        ["toNumber"] = new(QueryFunction.ToNumber, 1, 1),
        ["toInt"] = new(QueryFunction.ToInt, 1, 1),
        ["toLong"] = new(QueryFunction.ToLong, 1, 1),
        ["toDouble"] = new(QueryFunction.ToDouble, 1, 1),
        ["bin"] = new(QueryFunction.Bin, 1, 1),
        ["datefloor"] = new(QueryFunction.DateFloor, 2, 2),
        ["dateceil"] = new(QueryFunction.DateCeil, 2, 2),
        ["fromMillis"] = new(QueryFunction.FromMillis, 1, 1),
        ["toMillis"] = new(QueryFunction.ToMillis, 1, 1),
        ["now"] = new(QueryFunction.Now, 0, 0),
        ["queryStartTime"] = new(QueryFunction.QueryStartTime, 0, 0),
        ["queryEndTime"] = new(QueryFunction.QueryEndTime, 0, 0),
        ["queryTimeRange"] = new(QueryFunction.QueryTimeRange, 0, 0),
        ["ispresent"] = new(QueryFunction.IsPresent, 1, 1),
        ["coalesce"] = new(QueryFunction.Coalesce, 1, Many),
        ["if"] = new(QueryFunction.If, 3, 3),
        ["case"] = new(QueryFunction.Case, 2, LongestCase),
        ["isNumeric"] = new(QueryFunction.IsNumeric, 1, 1),
        ["messageSize"] = new(QueryFunction.MessageSize, 1, 1),
        ["isValidIp"] = new(QueryFunction.IsValidIp, 1, 1),
        ["isValidIpV4"] = new(QueryFunction.IsValidIpv4, 1, 1),
        ["isValidIpV6"] = new(QueryFunction.IsValidIpv6, 1, 1),
        ["isIpInSubnet"] = new(QueryFunction.IsIpInSubnet, 2, 2),
        ["isIpv4InSubnet"] = new(QueryFunction.IsIpv4InSubnet, 2, 2),
        ["isIpv6InSubnet"] = new(QueryFunction.IsIpv6InSubnet, 2, 2),
        ["ipv4ToNumber"] = new(QueryFunction.Ipv4ToNumber, 1, 1),
        ["isempty"] = new(QueryFunction.IsEmpty, 1, 1),
        ["isblank"] = new(QueryFunction.IsBlank, 1, 1),
        ["concat"] = new(QueryFunction.Concat, 1, Many),
        ["ltrim"] = new(QueryFunction.LTrim, 1, 2),
        ["rtrim"] = new(QueryFunction.RTrim, 1, 2),
        ["trim"] = new(QueryFunction.Trim, 1, 2),
        ["strlen"] = new(QueryFunction.StrLen, 1, 1),
        ["toupper"] = new(QueryFunction.ToUpper, 1, 1),
        ["tolower"] = new(QueryFunction.ToLower, 1, 1),
        ["substr"] = new(QueryFunction.Substr, 2, 3),
        ["replace"] = new(QueryFunction.Replace, 3, 3),
        ["strcontains"] = new(QueryFunction.StrContains, 2, 3),
        ["startsWith"] = new(QueryFunction.StartsWith, 2, 2),
        ["endsWith"] = new(QueryFunction.EndsWith, 2, 2),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, QueryAggregate> Aggregates = new Dictionary<string, QueryAggregate>
    {
        ["count"] = QueryAggregate.Count,
        ["count_distinct"] = QueryAggregate.CountDistinct,
        ["sum"] = QueryAggregate.Sum,
        ["avg"] = QueryAggregate.Average,
        ["min"] = QueryAggregate.Minimum,
        ["max"] = QueryAggregate.Maximum,
        ["pct"] = QueryAggregate.Percentile,
        ["stddev"] = QueryAggregate.StandardDeviation,
        ["earliest"] = QueryAggregate.Earliest,
        ["latest"] = QueryAggregate.Latest,
        ["sortsFirst"] = QueryAggregate.SortsFirst,
        ["sortsLast"] = QueryAggregate.SortsLast,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> DocumentedFunctions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "haversine", "parseDate", "formatDate", "strftime", "jsonParse", "jsonStringify", "jsonArraySize", "jsonArrayContains",
        "isPrivateIP", "isPublicIP", "isReservedIP", "regexReplace", "urlencode", "urldecode", "base64encode", "base64decode", "split",
        "hexToAscii", "hexToDec", "decToHex", "rate", "count_over_time", "sum_over_time", "histogram");

    /// <summary>Those of the documentation, and those that CloudWatch Logs names in its own syntax errors.</summary>
    private static readonly FrozenSet<string> DocumentedCommands = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "addtotals", "anomaly", "countFrequent", "count_frequent", "diff", "filterIndex", "join", "lookup", "pattern", "SOURCE", "unmask",
        "unnest", "search", "order", "head", "tail");

    /// <summary>A function of one row; null when it is none that is executed.</summary>
    public static FunctionSignature? Function(string name) => Functions.GetValueOrDefault(name);

    /// <summary>A function of many rows; null when it is none that is executed.</summary>
    public static QueryAggregate? Aggregate(string name) => Aggregates.TryGetValue(name, out var aggregate) ? aggregate : null;

    /// <summary>Whether CloudWatch Logs has a function that is not executed here.</summary>
    public static bool IsDocumentedFunction(string name) => DocumentedFunctions.Contains(name);

    /// <summary>Whether CloudWatch Logs has a command that is not executed here.</summary>
    public static bool IsDocumentedCommand(string name) => DocumentedCommands.Contains(name);
}
