using System.Text.Json;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>List prices of S3, for estimates only: the embedded file archive-prices.json says of which region, as of when and from which page.</summary>
public sealed record ArchivePrices
{
    private const decimal Gibibyte = 1L << 30;
    private const decimal DaysOfMonth = 30;

    // AWS: each object of an archive class costs 32 KB more of that class and 8 KB more of STANDARD, for its index and name.
    private const decimal IndexBytes = 32 << 10;
    private const decimal NameBytes = 8 << 10;

    /// <summary>The prices that come with this version.</summary>
    public static ArchivePrices Default { get; } = Read();

    /// <summary>Region they are of.</summary>
    public required string Region { get; init; }

    /// <summary>Year and month.</summary>
    public required string AsOf { get; init; }

    /// <summary>The page of AWS.</summary>
    public required string Source { get; init; }

    /// <summary>What each number was checked against, and when.</summary>
    public required IReadOnlyList<string> CheckedAgainst { get; init; }

    /// <summary>What the numbers mean.</summary>
    public required string Note { get; init; }

    /// <summary>US dollars for 2^30 bytes and a month, by storage class.</summary>
    public required IReadOnlyDictionary<string, decimal> Storage { get; init; }

    /// <summary>What restoring costs and takes. A tier that is not listed for a class does not exist.</summary>
    public required IReadOnlyList<RestorePrice> Restores { get; init; }

    /// <summary>In a sentence, for every answer that has an estimate.</summary>
    public string Words => $"Costs are estimates: list prices of {Region} as of {AsOf}, {Source}; without requests, transitions and the least size that AWS bills for an object.";

    /// <summary>What objects cost for a month, with what AWS keeps about each object of an archive class; null where the class has no price here.</summary>
    /// <param name="storageClass">The class.</param>
    /// <param name="objects">How many there are.</param>
    /// <param name="bytes">Their bytes.</param>
    public decimal? Month(string storageClass, long objects, long bytes)
    {
        if (!Storage.TryGetValue(storageClass, out var price)) return null;
        var kept = StorageClasses.NeedsRestore(storageClass) ? objects * ((IndexBytes * price) + (NameBytes * Storage[StorageClasses.Standard])) : 0;
        return ((bytes * price) + kept) / Gibibyte;
    }

    /// <summary>What restoring one object costs: getting it back, and its copy in STANDARD for as long as it can be read.</summary>
    /// <param name="price">The tier.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="days">How long it can be read.</param>
    public decimal Restore(RestorePrice price, long bytes, int days)
    {
        ArgumentNullException.ThrowIfNull(price);
        return (bytes / Gibibyte * (price.PerGibibyte + (Storage[StorageClasses.Standard] * days / DaysOfMonth))) + (price.PerThousand / 1000);
    }

    private static ArchivePrices Read()
    {
        using var stream = typeof(ArchivePrices).Assembly.GetManifestResourceStream(typeof(ArchivePrices), "archive-prices.json") ?? throw new InvalidOperationException("archive-prices.json is not embedded.");
        return JsonSerializer.Deserialize<ArchivePrices>(stream, JsonSerializerOptions.Web)!;
    }
}
