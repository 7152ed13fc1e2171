using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Suppressions;

/// <summary>Says why a suppression may hold back more than anybody means it to.</summary>
public static class SuppressionBreadth
{
    /// <summary>The most IPv4 addresses that need no second thought: a /16, the largest range a VPC may have (docs.aws.amazon.com, "VPC CIDR blocks").</summary>
    public const int MostAddresses = 65_536;

    /// <summary>The longest time from now that needs no second thought: a year, after which somebody should have looked again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    // What one site is given of IPv6 (RFC 6177); a VPC gets a /56 of it.
    private const int ShortestPrefixOfVersion6 = 48;

    /// <summary>The reasons; none where it is narrow enough.</summary>
    /// <param name="suppression">The suppression.</param>
    /// <param name="now">The time its length is counted from; null does not judge the length.</param>
    public static IReadOnlyList<string> Reasons(Suppression suppression, DateTimeOffset? now)
    {
        ArgumentNullException.ThrowIfNull(suppression);
        var reasons = new List<string>();
        if (IsWide(suppression.Source) && IsWide(suppression.Target))
        {
            reasons.Add(suppression.Source is null && suppression.Target is null
                ? "it names no network of source or target, so it covers every address"
                : $"it covers {string.Join(" to ", new[] { Words(suppression.Source, "source"), Words(suppression.Target, "target") }.OfType<string>())}");
        }

        if (suppression is { Detection: null, Port: null }) reasons.Add("it names no detection and no port, so it covers whatever those addresses do, detections of later versions included");
        if (now is { } from && suppression.Expires - from > Longest) reasons.Add(string.Create(CultureInfo.InvariantCulture, $"it holds for {(suppression.Expires - from).TotalDays / 365.25:0.#} years"));
        return reasons;
    }

    private static bool IsWide(IPNetwork? network) => network is not { } one
        || (one.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? Addresses(one) > MostAddresses : one.PrefixLength < ShortestPrefixOfVersion6);

    private static BigInteger Addresses(IPNetwork network) => BigInteger.Pow(2, (network.BaseAddress.GetAddressBytes().Length * 8) - network.PrefixLength);

    private static string? Words(IPNetwork? network, string side) => network is not { } one ? null
        : one.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? $"{ReadableNumber.Count((long)Addresses(one), "addresses")} ({side} {one})"
        : string.Create(CultureInfo.InvariantCulture, $"2^{128 - one.PrefixLength} addresses ({side} {one})");
}
