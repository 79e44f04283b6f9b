using Muster.Tests.Browser;

[assembly: AssemblyFixture(typeof(BrowserEnd))]

namespace Muster.Tests.Browser;

/// <summary>Ends the browser and the product when all tests are over; begins neither.</summary>
public sealed class BrowserEnd : IAsyncDisposable
{
    public ValueTask DisposeAsync() => RealBrowser.End();
}
