using System.Globalization;

namespace FlowWatch.Core.Detections;

/// <summary>Bytes as people read them.</summary>
internal static class ByteCount
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Three digits and a decimal unit: <c>1.61 GB</c>.</summary>
    public static string Describe(long bytes)
    {
        var value = (decimal)bytes;
        var unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var format = unit == 0 || value >= 100 ? "F0" : value >= 10 ? "F1" : "F2";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
