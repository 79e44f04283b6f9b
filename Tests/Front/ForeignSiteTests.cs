using Microsoft.AspNetCore.Http;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>Which requests another site's page made a browser send.</summary>
public sealed class ForeignSiteTests
{
    [Theory]
    [InlineData(null, null, "chat.example.org", false)] // no browser
    [InlineData("same-origin", null, "chat.example.org", false)]
    [InlineData("none", null, "chat.example.org", false)]
    [InlineData("same-site", null, "chat.example.org", true)]
    [InlineData("cross-site", null, "chat.example.org", true)]
    [InlineData("cross-site", "https://chat.example.org", "chat.example.org", true)]
    [InlineData(null, "https://chat.example.org", "chat.example.org", false)]
    [InlineData(null, "https://CHAT.example.org", "chat.example.org", false)]
    [InlineData(null, "http://chat.example.org", "chat.example.org", false)]
    [InlineData(null, "https://other.example.org", "chat.example.org", true)]
    [InlineData(null, "ftp://chat.example.org", "chat.example.org", true)]
    [InlineData(null, "https://chat.example.org:8443", "chat.example.org", true)]
    [InlineData(null, "https://chat.example.org:8443", "chat.example.org:8443", false)]
    [InlineData(null, "https://chat.example.org:8444", "chat.example.org:8443", true)]
    [InlineData(null, "https://chat.example.org", "chat.example.org:8443", true)]
    [InlineData(null, "null", "chat.example.org", true)]
    [InlineData(null, "chat.example.org", "chat.example.org", true)]
    public void A_browser_says_whose_page_it_was(string? site, string? origin, string host, bool isForeign)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString(host);
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            request.Headers.Origin = origin;

        Assert.Equal(isForeign, ForeignSite.Sends(request));
    }

    [Fact]
    public void Two_origins_are_nobodys()
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString("chat.example.org");
        request.Headers.Origin = (string[])["https://chat.example.org", "https://chat.example.org"];

        Assert.True(ForeignSite.Sends(request));
    }
}
