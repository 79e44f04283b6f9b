namespace Muster.Tests.Browser;

/// <summary>
/// An agency of one test's own, with one agent, Sam: whoever waits in its line or is on Sam's screen came with that test, however the
/// tests before it ended.
/// </summary>
public sealed record Office(RealBrowser Browser, string Agency)
{
    public const string UserName = "sam";

    public const string Password = "made-for-one-test-run";
}
