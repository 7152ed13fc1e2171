using Microsoft.Playwright;

namespace FlowWatch.EndToEnd.Tests;

/// <summary>A Chromium of this machine, for all tests of a class. Where there is none, its tests are skipped and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string? Executable => Environment.GetEnvironmentVariable("FLOWWATCH_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Executable is not { } executable) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A fresh visit; skips the test where there is no browser.</summary>
    public async Task<Visit> VisitAsync(Uri site, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool withScript = false)
    {
        Skip.If(browser is null, "There is no Chromium at /usr/bin/chromium; install the package chromium, or name one in FLOWWATCH_CHROMIUM.");
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            // What is scrolled to is there at once.
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = withScript,
        });
        return await Visit.OfAsync(context, site);
    }
}
