using System.Globalization;
using System.Text;

namespace FlowWatch.KilledHost;

/// <summary>A file of flow logs for each step of ten minutes: port scans in some windows, and in some files records that belong to a window that was judged.</summary>
internal static class Traffic
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private const int LateBy = 3;

    /// <summary>Writes the file of a step, under a hidden name first; what is there already stays.</summary>
    public static int Write(string folder, int step)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"step-{step:d5}.log"));
        if (File.Exists(path)) return 0;
        var lines = new List<string> { "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status" };
        lines.AddRange(Harmless(step));
        if (step % 5 == 0) lines.AddRange(PortScan(string.Create(CultureInfo.InvariantCulture, $"203.0.{step / 250}.{step % 250}"), Start + (step * Step)));
        if (step >= LateBy && step % 7 == 0) lines.AddRange(PortScan(string.Create(CultureInfo.InvariantCulture, $"198.51.{step / 250}.{step % 250}"), Start + ((step - LateBy) * Step)));
        var hidden = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".{Guid.NewGuid():N}"));
        File.WriteAllLines(hidden, lines, new UTF8Encoding(false));
        File.SetLastWriteTimeUtc(hidden, (Start + ((step + 1) * Step)).AddMinutes(1).UtcDateTime);
        File.Move(hidden, path, overwrite: true);
        return 0;
    }

    private static IEnumerable<string> Harmless(int step) => Enumerable.Range(0, 600).Select(second =>
    {
        var start = (Start + (step * Step)).AddSeconds(second).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"2 111122223333 eni-0a 10.0.0.{10 + (second % 20)} 10.0.1.5 {40000 + second} 443 6 12 2400 {start} {start + 30} ACCEPT OK");
    });

    private static IEnumerable<string> PortScan(string source, DateTimeOffset from) => Enumerable.Range(1, 60).Select(port =>
    {
        var start = from.AddSeconds(60 + port).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"2 111122223333 eni-0a {source} 10.0.0.5 40000 {port} 6 1 40 {start} {start + 10} REJECT OK");
    });
}
