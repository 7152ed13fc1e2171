using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.Tests;

/// <summary>Flow log lines to put into files.</summary>
internal static class LogLines
{
    public const string DefaultHeader = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    public const string Good = "2 123456789012 eni-0a 203.0.113.7 10.0.0.5 40000 443 6 10 840 1767614400 1767614459 ACCEPT OK";

    /// <summary>Records as unlike each other as AWS's are: two directions, IPv6, NODATA, SKIPDATA, ICMP, refusals, several accounts.</summary>
    public static IReadOnlyList<string> Varied { get; } =
    [
        .. Enumerable.Range(0, 60).SelectMany(index => (string[])
        [
            $"2 123456789012 eni-0a 203.0.113.{index % 9 + 1} 10.0.0.5 {40000 + index} 443 6 {10 + index} {840 + 3 * index} {1767614400 + 7 * index} {1767614459 + 7 * index} ACCEPT OK",
            $"2 123456789012 eni-0a 10.0.0.5 203.0.113.{index % 9 + 1} 443 {40000 + index} 6 {12 + index} {90000 + index} {1767614401 + 7 * index} {1767614460 + 7 * index} ACCEPT OK",
        ]),
        "2 123456789012 eni-0b 2001:db8::1 2001:db8:0:1::5 50000 22 6 1 60 1767614400 1767614459 REJECT OK",
        "2 123456789012 eni-0b 2001:db8:0:1::5 2001:db8::1 22 50001 6 1 60 1767614402 1767614459 ACCEPT OK",
        "2 210987654321 eni-0c 198.51.100.9 10.1.0.7 0 0 1 4 336 1767614430 1767614459 ACCEPT OK",
        "2 unknown eni-0d 198.51.100.10 10.1.0.7 53 33000 17 1 76 1767614431 1767614459 REJECT OK",
        "2 123456789012 eni-0e - - - - - - - 1767614400 1767614459 - NODATA",
        "2 123456789012 eni-0f - - - - - - - 1767614460 1767614519 - SKIPDATA",
    ];

    /// <summary>The same records with the fields of the default format in this order.</summary>
    public static IEnumerable<string> Reordered(IEnumerable<string> lines, IReadOnlyList<string> fields)
    {
        var places = fields.Select(FlowLogFormat.Default.IndexOf).ToList();
        return lines.Select(line => line.Split(' ')).Select(values => string.Join(' ', places.Select(place => values[place])));
    }

    /// <summary>Many different good records.</summary>
    public static IEnumerable<string> Many(int count) => Enumerable.Range(0, count).Select(index =>
        $"2 123456789012 eni-0a 10.0.{index % 200}.{index % 251} 10.9.0.{index % 13} {1024 + index % 60000} 443 6 {index % 90} {index % 9000} {1767614400 + index / 500} {1767614459 + index / 500} ACCEPT OK");
}
