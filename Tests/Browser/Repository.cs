namespace Muster.Tests.Browser;

/// <summary>Where the sources of this build stand.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            var here = AppContext.BaseDirectory.Replace('\\', '/');
            return here[..here.LastIndexOf("/Tests/bin/", StringComparison.Ordinal)];
        }
    }
}
