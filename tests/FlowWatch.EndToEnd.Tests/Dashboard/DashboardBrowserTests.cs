using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FlowWatch.EndToEnd.Tests.Dashboard;

/// <summary>The dashboard in a real browser, with scripts switched off: what a person does there, and that the browser has nothing to complain of.</summary>
public sealed partial class DashboardBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [SkippableFact]
    public async Task Incident_IsAcknowledgedAndResolved_ByItsForms()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root);
        var page = visit.Page;
        await page.GotoAsync(site.Dashboard);
        await page.GetByRole(AriaRole.Link, new() { Name = "Vertical port scan" }).ClickAsync();

        await SendAsync(page, "Acknowledge", note: "Looking at it <b>now</b>");

        Assert.Matches("/api/dashboard/incidents/shop-0123456789abcdef01234567\\?code=", page.Url);
        Assert.Contains("acknowledge, then acknowledged, by Ada", await HistoryAsync(page), StringComparison.Ordinal);
        Assert.Contains("Looking at it <b>now</b>", await HistoryAsync(page), StringComparison.Ordinal);

        await SendAsync(page, "Resolve", disposition: "false-positive");

        Assert.Contains("resolve, then resolved, by Ada", await HistoryAsync(page), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "FlowWatch" }).ClickAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Vertical port scan" }).CountAsync());
        await ShowAsync(page, "Incidents", "resolved");
        Assert.Equal(1, await page.GetByRole(AriaRole.Link, new() { Name = "Vertical port scan" }).CountAsync());
        Assert.Empty(visit.Complaints);
    }

    [SkippableFact]
    public async Task Incident_ThatChangedMeanwhile_IsNotActedOnTwice()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var first = await browser.VisitAsync(site.Root);
        await using var second = await browser.VisitAsync(site.Root);
        foreach (var page in new[] { first.Page, second.Page })
        {
            await page.GotoAsync(site.Dashboard);
            await page.GetByRole(AriaRole.Link, new() { Name = "Vertical port scan" }).ClickAsync();
        }

        await SendAsync(first.Page, "Acknowledge");
        await SendAsync(second.Page, "Acknowledge");

        Assert.Contains("the incident has changed since the page was shown", await second.Page.Locator(".lede").InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Incident_FormOfAnotherSite_IsRefused()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root);
        var form = $"<form method=post action='{site.Root}api/dashboard/incidents/shop-0123456789abcdef01234567/acknowledge?code={site.Key}'><input name=by value=Mallory><button>Win</button></form>";
        await visit.Page.RouteAsync("http://elsewhere.example/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = form }));
        await visit.Page.GotoAsync("http://elsewhere.example/");

        await visit.Page.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Page.WaitForURLAsync(new Regex("/acknowledge"));

        Assert.Contains("The form comes from another site.", await visit.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await visit.Page.GotoAsync(site.Dashboard);
        await ShowAsync(visit.Page, "Incidents", "acknowledged");
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Vertical port scan" }).CountAsync());
    }

    [SkippableFact]
    public async Task Filters_HoldWhatTheyName()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root);
        var page = visit.Page;
        await page.GotoAsync(site.Dashboard);
        Assert.Equal(3, await page.Locator("#incidents ~ .rows > li").CountAsync());

        await ShowAsync(page, "Severity", "critical");
        Assert.Equal(["Vertical port scan"], await TitlesAsync(page));
        await ShowAsync(page, "Severity", "high");
        await ShowAsync(page, "Target", "bank");
        Assert.Equal(["Login guessing <img src=x onerror=alert(1)>\\u202E"], await TitlesAsync(page));
        await ShowAsync(page, "Refresh", "off");
        Assert.Equal(0, await page.Locator("meta[http-equiv=refresh]").CountAsync());
        Assert.Contains("target=bank", page.Url, StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [SkippableFact]
    public async Task Link_ToOneAddress_ShowsItsFindingsPortsAndPeers()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root);
        var page = visit.Page;
        await page.GotoAsync(site.Dashboard);

        await page.Locator("#sources ~ .bars").GetByRole(AriaRole.Link, new() { Name = DashboardSite.Scanner }).ClickAsync();

        Assert.Equal(DashboardSite.Scanner, await page.Locator("h1").InnerTextAsync());
        var text = await page.Locator("main").InnerTextAsync();
        Assert.All(["Vertical port scan", "Login guessing", "22 (ssh)", "3389 (rdp)", "10.0.0.5"], what => Assert.Contains(what, text, StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = "10.0.0.5" }).ClickAsync();
        Assert.Equal("10.0.0.5", await page.Locator("h1").InnerTextAsync());
        Assert.Contains("by 203.0.113.7", await page.Locator("#target ~ .rows").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [SkippableFact]
    public async Task Pages_WhatCouldNotBeLookedAt_IsLoud()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root);
        await visit.Page.GotoAsync(site.Dashboard);

        Assert.Equal("1 of 2 targets cannot be looked at", await visit.Page.Locator("h1").InnerTextAsync());
        Assert.Contains("logs:StartQuery was refused", await visit.Page.Locator(".alarm").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(site.Key, site.Told, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(1920, ColorScheme.Light)]
    [InlineData(1920, ColorScheme.Dark)]
    [InlineData(2560, ColorScheme.Light)]
    [InlineData(2560, ColorScheme.Dark)]
    public async Task Pages_EveryWidthAndScheme_FitAndCanBeRead(int width, ColorScheme scheme)
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root, width, scheme, withScript: true);
        var page = visit.Page;
        foreach (var path in new[] { "", "/targets/shop", "/incidents/shop-0123456789abcdef01234567", $"/address?address={DashboardSite.Scanner}" })
        {
            await page.GotoAsync($"{site.Root}api/dashboard{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={site.Key}");
            var contrast = await page.EvaluateAsync<ContrastReport>(Contrast.Script);

            await PictureAsync(page, $"{(path.Length == 0 ? "dashboard" : path.Split('/', '?')[1])}-{width}-{scheme}");
            Assert.InRange(contrast.Seen, 20, int.MaxValue);
            Assert.Empty(contrast.Bad);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than {width} pixels");
        }

        Assert.Empty(visit.Complaints);
    }

    [SkippableFact]
    public async Task Charts_TrafficAndRefused_TellWhatTheWindowsHold()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root);
        await visit.Page.GotoAsync(site.Dashboard);

        // Windows of the site hold 1.5 MB more and 40 refused more than the one before; of two checks of a target one counts.
        foreach (var (chart, holds) in new[] { ("traffic", "MB, "), ("refused", " refused") })
        {
            var bars = await visit.Page.Locator($"#{chart} ~ .chart .bar title").AllTextContentsAsync();
            Assert.InRange(bars.Count, 2, 61);
            Assert.Contains(bars, bar => bar.Contains(holds, StringComparison.Ordinal));
            Assert.NotEqual(0, await visit.Page.Locator($"#{chart} ~ .chart .unknown").CountAsync());
        }

        Assert.Contains(await visit.Page.Locator("#refused ~ .chart .bar title").AllTextContentsAsync(), bar => Regex.IsMatch(bar, ": (40|80|120) refused"));
        var figures = await visit.Page.Locator("#figures ~ .figures .figure-name").AllInnerTextsAsync();
        Assert.Equal(["Flow log delivery latency", "Analysis success rate", "Alert delivery time", "Windows unjudged for too long"], figures.Select(name => name.Split('\n')[0].Replace(" NOT VERIFIED", "", StringComparison.Ordinal).Replace(" nothing to measure", "", StringComparison.Ordinal).Replace(" met", "", StringComparison.Ordinal).Replace(" MISSED", "", StringComparison.Ordinal).Trim()));
    }

    [SkippableFact]
    public async Task Dashboard_TwoHundredTargets_StaysReadable()
    {
        const int Targets = 200;
        await using var site = await DashboardSite.ManyAsync(Targets);
        foreach (var (width, scheme) in new[] { (400, ColorScheme.Light), (1280, ColorScheme.Dark), (2560, ColorScheme.Light) })
        {
            await using var visit = await browser.VisitAsync(site.Root, width, scheme, withScript: true);
            var page = visit.Page;
            await page.GotoAsync(site.Dashboard);
            await PictureAsync(page, $"many-{width}-{scheme}");

            Assert.Equal(Targets, await page.Locator(".target-grid a").CountAsync());
            Assert.Equal("7 of 200 targets cannot be looked at", await page.Locator("h1").InnerTextAsync());
            // Those that need somebody come first, by name, and are not hidden among the others.
            Assert.Contains("account-008", await page.Locator(".targets li").First.InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(7, await page.Locator(".targets > li").CountAsync());
            Assert.InRange(await page.Locator("a.lane").CountAsync(), 6, 16);
            Assert.InRange((await page.ContentAsync()).Length, 1, 400_000);
            Assert.Empty((await page.EvaluateAsync<ContrastReport>(Contrast.Script)).Bad);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"wider than {width} pixels");
            await page.GetByRole(AriaRole.Link, new() { Name = "account-050: watched" }).ClickAsync();
            Assert.Equal("account-050: watched", await page.Locator("h1").InnerTextAsync());
            Assert.Empty(visit.Complaints);
        }
    }

    [SkippableFact]
    public async Task Keyboard_ReachesEverything_AndIsSeen()
    {
        await using var site = await DashboardSite.StartAsync();
        await using var visit = await browser.VisitAsync(site.Root, withScript: true);
        var page = visit.Page;
        await page.GotoAsync(site.Dashboard);
        var all = await page.EvaluateAsync<int>("() => document.querySelectorAll('a[href], select, button, input:not([type=hidden]), textarea').length");
        var reached = new HashSet<string>();
        for (var step = 0; step < all + 10; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string?>("() => { const e = document.activeElement; if (!e || e === document.body) return null; const s = getComputedStyle(e); return [...document.querySelectorAll('*')].indexOf(e) + '|' + (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2); }");
            if (focused is null) continue;
            Assert.EndsWith("|true", focused, StringComparison.Ordinal);
            reached.Add(focused);
        }

        Assert.InRange(reached.Count, all, int.MaxValue);
        Assert.Empty(visit.Complaints);
    }

    // To be looked at by a person: in the folder that FLOWWATCH_PICTURES names, where it does.
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("FLOWWATCH_PICTURES") is { } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    private static async Task SendAsync(IPage page, string form, string? note = null, string? disposition = null)
    {
        var fields = page.GetByRole(AriaRole.Form, new() { Name = form });
        await fields.GetByLabel("Your name").FillAsync("Ada");
        if (note is not null) await fields.GetByLabel("Note").FillAsync(note);
        if (disposition is not null) await fields.GetByLabel("What it was").SelectOptionAsync(disposition);
        await fields.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private static async Task ShowAsync(IPage page, string filter, string value)
    {
        await page.Locator(".filters").GetByLabel(filter).SelectOptionAsync(value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        // Without that the next look may be at the page before.
        await page.WaitForURLAsync(new Regex($"[?&]{filter switch { "Incidents" => "status", "Time" => "range", _ => filter.ToLowerInvariant() }}={value}(&|$)"));
    }

    private static async Task<string> HistoryAsync(IPage page) => await page.Locator(".history").InnerTextAsync();

    private static async Task<IReadOnlyList<string>> TitlesAsync(IPage page) => await page.Locator("#incidents ~ .rows .row-head a b").AllInnerTextsAsync();
}
