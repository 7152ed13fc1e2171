using System.Globalization;

namespace FlowWatch.Core.Reports.Html;

/// <summary>Lengths in SVG as a share of the width, so that a picture fits a phone and a wall without scaling its text.</summary>
internal static class Percentage
{
    public static string Of(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");
}
