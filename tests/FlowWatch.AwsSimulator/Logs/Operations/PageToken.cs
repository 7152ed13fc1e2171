using System.Globalization;
using System.Text;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>Where the next page starts. It looks like nothing, so that no client can read it.</summary>
internal static class PageToken
{
    /// <summary>A token for the page that starts at an item.</summary>
    public static string Of(params ReadOnlySpan<long> numbers)
    {
        var text = new StringBuilder("page");
        foreach (var number in numbers) text.Append(CultureInfo.InvariantCulture, $":{number}");
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>The numbers of a token; zeros when there is none.</summary>
    /// <exception cref="Wire.SimulatedServiceException">The token is none of this service's.</exception>
    public static long[] Read(string? token, int count)
    {
        if (token is null) return new long[count];
        Span<byte> bytes = stackalloc byte[256];
        if (token.Length <= 256 && Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]).Split(':') is ["page", .. var parts] && parts.Length == count
            && parts.All(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return [.. parts.Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        }

        throw LogsErrors.InvalidParameter("The specified nextToken is invalid.");
    }
}
