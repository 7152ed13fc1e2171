using Microsoft.Playwright;

namespace FlowWatch.EndToEnd.Tests.Compliance;

/// <summary>The HTML report of compliance in a real browser: what it looks like on a desk, on a telephone and on paper, and what the browser has to complain of.</summary>
public sealed class ComplianceReportBrowserTests(Browser browser, ReportPages pages) : IClassFixture<Browser>, IClassFixture<ReportPages>
{
    // What stands out of the page to the right; what scrolls within itself is looked at by its own edge.
    private const string TooWide = """
        () => [...document.querySelectorAll('body *')].filter(e => {
          if (e.closest('svg') && e.tagName.toLowerCase() !== 'svg') return false;
          for (let p = e.parentElement; p; p = p.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(p).overflowX)) return false;
          const box = e.getBoundingClientRect();
          return box.width > 0 && box.right > document.documentElement.clientWidth + 1;
        }).map(e => `${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 60)}`).slice(0, 5)
        """;

    // Text that is there and cannot be seen because its box is too small and does not scroll.
    private const string CutOff = """
        () => [...document.querySelectorAll('body *:not(.quiet)')].filter(e => !e.closest('svg') && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).overflowX !== 'visible')
          .filter(e => IS_PAPER || getComputedStyle(e).overflowX === 'hidden' || e.tabIndex < 0)
          .map(e => `${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 60)}`).slice(0, 5)
        """;

    public static TheoryData<string, int, ColorScheme> EveryLook()
    {
        var looks = new TheoryData<string, int, ColorScheme>();
        foreach (var name in ReportPages.All) foreach (var width in new[] { 400, 1280 }) foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark }) looks.Add(name, width, scheme);
        return looks;
    }

    [SkippableTheory]
    [MemberData(nameof(EveryLook))]
    public async Task Page_EveryWidthAndScheme_FitsAndCanBeRead(string name, int width, ColorScheme scheme)
    {
        await using var visit = await browser.VisitAsync(pages.Root, width, scheme, withScript: true);
        await visit.Page.GotoAsync(pages.Page(name));

        var contrast = await visit.Page.EvaluateAsync<ContrastReport>(Contrast.Script);

        Assert.InRange(contrast.Seen, 40, int.MaxValue);
        Assert.Empty(contrast.Bad);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width} pixels");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(TooWide));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(CutOff.Replace("IS_PAPER", "false", StringComparison.Ordinal)));
        Assert.Empty(visit.Complaints);
    }

    [SkippableTheory]
    [MemberData(nameof(ReportPages.Names), MemberType = typeof(ReportPages))]
    public async Task Page_OnPaper_IsWholeAndLight(string name)
    {
        // The width of A4 between the margins of the page, and dark as the reader's screen is.
        await using var visit = await browser.VisitAsync(pages.Root, 688, ColorScheme.Dark, withScript: true);
        var page = visit.Page;
        await page.GotoAsync(pages.Page(name));
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Empty((await page.EvaluateAsync<ContrastReport>(Contrast.Script)).Bad);
        Assert.Empty(await page.EvaluateAsync<string[]>(TooWide));
        Assert.Empty(await page.EvaluateAsync<string[]>(CutOff.Replace("IS_PAPER", "true", StringComparison.Ordinal)));
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [document.documentElement, ...document.querySelectorAll('body, body *')].filter(e => {
              const ground = getComputedStyle(e).backgroundColor.match(/[\d.]+/g).map(Number);
              const box = e.getBoundingClientRect();
              return (ground[3] ?? 1) > 0 && Math.min(...ground.slice(0, 3)) < 200 && box.width * box.height > 12000;
            }).map(e => `${e.tagName} ${e.className}`)
            """));
        // What belongs together is not parted by the end of a page.
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.requirement, .result, tr, .calendar, .trend, .passed, pre')].filter(e => getComputedStyle(e).breakInside !== 'avoid').map(e => e.className || e.tagName)"));
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('h2:not(.quiet), h3, h4')].filter(e => getComputedStyle(e).breakAfter !== 'avoid' && getComputedStyle(e.parentElement).breakAfter !== 'avoid').map(e => e.textContent.trim())"));
        Assert.Empty(visit.Complaints);
    }

    [SkippableFact]
    public async Task Page_WithoutScript_LooksTheSame()
    {
        await using var with = await browser.VisitAsync(pages.Root, withScript: true);
        await using var without = await browser.VisitAsync(pages.Root);
        await with.Page.GotoAsync(pages.Page("full"));
        await without.Page.GotoAsync(pages.Page("full"));

        Assert.Equal(await with.Page.Locator("body").InnerTextAsync(), await without.Page.Locator("body").InnerTextAsync());
        Assert.Contains("<img src=x onerror=alert(1)>\\u202E", await without.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("demo", 400)]
    [InlineData("full", 1280)]
    public async Task Keyboard_ReachesEverything_AndIsSeen(string name, int width)
    {
        await using var visit = await browser.VisitAsync(pages.Root, width, withScript: true);
        var page = visit.Page;
        await page.GotoAsync(pages.Page(name));
        // Links, and whatever scrolls: it cannot be read to its end otherwise.
        var all = await page.EvaluateAsync<int>("""
            () => [...document.querySelectorAll('body *')].filter(e => e.matches('a[href], summary, [tabindex="0"]') || (!e.closest('svg') && e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))).length
            """);
        var reached = new HashSet<int>();
        for (var step = 0; step < all + 5; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<int[]?>("""
                () => { const e = document.activeElement; if (!e || e === document.body) return null; const s = getComputedStyle(e), b = e.getBoundingClientRect();
                  return [[...document.querySelectorAll('*')].indexOf(e), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? 1 : 0, b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth ? 1 : 0, (e.getAttribute('aria-label') || e.textContent).trim() ? 1 : 0]; }
                """);
            if (focused is null) continue;
            Assert.True(focused[1] == 1 && focused[2] == 1 && focused[3] == 1, $"element {focused[0]}: outline {focused[1]}, in sight {focused[2]}, named {focused[3]}");
            reached.Add(focused[0]);
        }

        Assert.InRange(all, 10, int.MaxValue);
        Assert.Equal(all, reached.Count);
        Assert.Empty(visit.Complaints);
    }

    [SkippableFact]
    public async Task Keyboard_ContentsAndSkipLink_LeadToTheirSection()
    {
        await using var visit = await browser.VisitAsync(pages.Root, withScript: true);
        var page = visit.Page;
        await page.GotoAsync(pages.Page("full"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the result", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#requirements", page.Url, StringComparison.Ordinal);

        foreach (var link in await page.Locator(".contents a").AllAsync())
        {
            await link.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            var anchor = await link.GetAttributeAsync("href");
            Assert.EndsWith(anchor!, page.Url, StringComparison.Ordinal);
            Assert.Equal(1, await page.Locator($"h2{anchor}, h3{anchor}").CountAsync());
        }

        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href')).filter(h => !document.querySelector(h))"));
    }

    [SkippableFact]
    public async Task Keyboard_WideTableOnATelephone_ScrollsWithinItself()
    {
        await using var visit = await browser.VisitAsync(pages.Root, 400, withScript: true);
        var page = visit.Page;
        await page.GotoAsync(pages.Page("full"));
        var gaps = page.GetByRole(AriaRole.Region, new() { Name = "Gaps of the archive" });
        await gaps.FocusAsync();

        await page.Keyboard.PressAsync("ArrowRight");

        await Assertions.Expect(gaps).ToHaveJSPropertyAsync("tabIndex", 0);
        await page.WaitForFunctionAsync("e => e.scrollLeft > 0", await gaps.ElementHandleAsync());
        Assert.Equal(0, await page.EvaluateAsync<double>("() => scrollX"));
    }

    [SkippableTheory]
    [InlineData("demo", "2 of 3 requirements are not met")]
    [InlineData("first", "2 of 3 requirements are not met, 1 could not be verified")]
    [InlineData("lost", "3 of 3 requirements could not be verified")]
    public async Task Page_Headline_IsTheResult(string name, string headline)
    {
        await using var visit = await browser.VisitAsync(pages.Root);
        await visit.Page.GotoAsync(pages.Page(name));

        Assert.Equal(headline, await visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        Assert.StartsWith("Compliance report 20", await visit.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Page_Demo_TellsAllThatAnAuditorAsks()
    {
        await using var visit = await browser.VisitAsync(pages.Root);
        await visit.Page.GotoAsync(pages.Page("demo"));
        var headings = await visit.Page.Locator("main h2").AllInnerTextsAsync();

        Assert.Equal(
            ["Requirements", "Scope", "Not as it must be", "Could not be verified", "Accepted exceptions", "Archive: which hours are there", "Since earlier reports", "Every control, and what it stands on", "Queries", "What flow logs never contain", "Proof that this report was not changed"],
            headings.Select(heading => heading.Trim().Split(": ") is [var first, var last] && last.EndsWith("results", StringComparison.Ordinal) ? first : heading.Trim()));
        Assert.Equal(3, await visit.Page.Locator(".requirement .verdict").CountAsync());
        Assert.Equal(8, await visit.Page.Locator(".trend svg").First.Locator("rect").CountAsync());
        Assert.Equal(3, await visit.Page.Locator(".years svg").CountAsync());
        Assert.Contains("iam:GetRole", await visit.Page.Locator("section.loud.not-verified").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{64}", await visit.Page.Locator(".integrity").InnerTextAsync());
    }
}
