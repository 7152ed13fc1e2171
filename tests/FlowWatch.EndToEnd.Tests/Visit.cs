using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace FlowWatch.EndToEnd.Tests;

/// <summary>One person's visit: what they see, and everything the browser asked for or complained of.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    private Visit(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Console messages, errors of pages, requests that failed or went elsewhere, and addresses that were told to a site.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public static async Task<Visit> OfAsync(IBrowserContext context, Uri site)
    {
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.SetDefaultTimeout(30_000);
        visit.Page.Console += (_, message) => visit.complaints.Enqueue($"console {message.Type}: {message.Text}");
        visit.Page.PageError += (_, error) => visit.complaints.Enqueue($"page: {error}");
        visit.Page.RequestFailed += (_, request) => visit.complaints.Enqueue($"failed: {request.Url} {request.Failure}");
        visit.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.AbsoluteUri, StringComparison.Ordinal)) visit.complaints.Enqueue($"elsewhere: {request.Url}");
            if (request.Headers.ContainsKey("referer")) visit.complaints.Enqueue($"told where it came from: {request.Url}");
        };
        return visit;
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
