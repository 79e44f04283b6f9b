using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Muster.Tests.Browser;

/// <summary>One person's browser: its first page, and what went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _wrongs = [];

    public Visit(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        Watch(page);
        context.Page += (_, other) => Watch(other);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Script errors, and whatever the content policy refused.</summary>
    public IReadOnlyCollection<string> Wrongs => _wrongs;

    /// <summary>Whether pages may run scripts here.</summary>
    public bool HasScript { get; init; } = true;

    /// <summary>The same page with the same cookies, where axe may run although the page's own scripts may not.</summary>
    public async Task<Visit> Twin()
    {
        var context = await Context.Browser!.NewContextAsync(new()
        {
            StorageState = await Context.StorageStateAsync(),
            Locale = "en-AU",
            ViewportSize = new() { Width = Page.ViewportSize!.Width, Height = Page.ViewportSize.Height },
        });
        await context.RouteAsync("**/*.js", route => route.AbortAsync());
        var twin = new Visit(context, await context.NewPageAsync());
        await twin.Page.GotoAsync(Page.Url);
        return twin;
    }

    public Task Offline(bool isOffline) => Context.SetOfflineAsync(isOffline);

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => _wrongs.Enqueue(error);
        page.Console += (_, line) =>
        {
            if (line.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _wrongs.Enqueue(line.Text);
        };
    }
}
