namespace FlowWatch.Functions.Http.Api;

/// <summary>Fills a page from a list that is read in order, and knows where the next page begins. It never reads very far for one page, however few items match.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="top">How many items the page has.</param>
internal sealed class PageReader<T>(int top)
{
    /// <summary>The most rows that are read for one page.</summary>
    public const int MaximumRead = 5000;

    private readonly List<T> items = [];
    private string? last;
    private int read;

    /// <summary>The items of the page.</summary>
    public IReadOnlyList<T> Items => items;

    /// <summary>The place after which the next page begins; null where the list ended.</summary>
    public string? Next { get; private set; }

    /// <summary>Takes a row of the list.</summary>
    /// <param name="item">The item.</param>
    /// <param name="place">Its place, to go on after.</param>
    /// <param name="matches">Whether it belongs to the list that was asked for.</param>
    /// <returns>False where the page is full: the row is not taken, and no more are needed.</returns>
    public bool Take(T item, string place, bool matches)
    {
        if (items.Count == top || read == MaximumRead)
        {
            Next = last;
            return false;
        }

        if (matches) items.Add(item);
        last = place;
        read++;
        return true;
    }
}
