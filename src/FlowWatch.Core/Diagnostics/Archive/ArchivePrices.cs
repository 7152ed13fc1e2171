using System.Text.Json;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>List prices of S3, for estimates only: the embedded file archive-prices.json says of which region, as of when and from which page.</summary>
public sealed record ArchivePrices
{
    private const decimal Gibibyte = 1L << 30;

    /// <summary>The prices that come with this version.</summary>
    public static ArchivePrices Default { get; } = Read();

    /// <summary>Region they are of.</summary>
    public required string Region { get; init; }

    /// <summary>Year and month.</summary>
    public required string AsOf { get; init; }

    /// <summary>The page of AWS.</summary>
    public required string Source { get; init; }

    /// <summary>What the numbers mean.</summary>
    public required string Note { get; init; }

    /// <summary>US dollars for 2^30 bytes and a month, by storage class.</summary>
    public required IReadOnlyDictionary<string, decimal> Storage { get; init; }

    /// <summary>What restoring costs and takes. A tier that is not listed for a class does not exist.</summary>
    public required IReadOnlyList<RestorePrice> Restores { get; init; }

    /// <summary>In a sentence, for every answer that has an estimate.</summary>
    public string Words => $"Costs are estimates: list prices of {Region} as of {AsOf}, {Source}.";

    /// <summary>What bytes cost for a month; null where the class has no price here.</summary>
    /// <param name="storageClass">The class.</param>
    /// <param name="bytes">The bytes.</param>
    public decimal? Month(string storageClass, long bytes) => Storage.TryGetValue(storageClass, out var price) ? bytes / Gibibyte * price : null;

    /// <summary>What restoring one object costs.</summary>
    /// <param name="price">The tier.</param>
    /// <param name="bytes">Its bytes.</param>
    public static decimal Restore(RestorePrice price, long bytes)
    {
        ArgumentNullException.ThrowIfNull(price);
        return (bytes / Gibibyte * price.PerGibibyte) + (price.PerThousand / 1000);
    }

    private static ArchivePrices Read()
    {
        using var stream = typeof(ArchivePrices).Assembly.GetManifestResourceStream(typeof(ArchivePrices), "archive-prices.json") ?? throw new InvalidOperationException("archive-prices.json is not embedded.");
        return JsonSerializer.Deserialize<ArchivePrices>(stream, JsonSerializerOptions.Web)!;
    }
}
