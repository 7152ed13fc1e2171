using System.Globalization;

namespace FlowWatch.Core.Detections;

/// <summary>A number with its noun.</summary>
internal static class Count
{
    /// <summary><c>1 port</c>, <c>1,234 ports</c>.</summary>
    public static string Of(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");
}
