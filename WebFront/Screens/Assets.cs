using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Muster.WebFront.Screens;

/// <summary>The browser code and styles: read from the assembly once, compressed once, served under an address that names their content.</summary>
internal sealed class Assets
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly Dictionary<string, Asset> _byPath;

    public Assets()
    {
        var assembly = typeof(Assets).Assembly;
        _byPath = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("wwwroot/", StringComparison.Ordinal))
            .ToDictionary(name => name["wwwroot/".Length..].Replace('\\', '/'), name => Read(assembly.GetManifestResourceStream(name)!, name));
        Version = Convert.ToHexStringLower(SHA256.HashData([.. _byPath.OrderBy(asset => asset.Key, StringComparer.Ordinal)
            .SelectMany(asset => SHA256.HashData(asset.Value.Plain))]))[..12];
    }

    /// <summary>Changes when any file does, so a page never mixes the modules of two releases.</summary>
    public string Version { get; }

    public string Address(string path) => $"/assets/{Version}/{path}";

    /// <summary>The bytes a browser downloads for a file, as the size budgets count them.</summary>
    public int CompressedSize(string path) => _byPath[path].Compressed.Length;

    public IEnumerable<string> Paths => _byPath.Keys;

    public IResult Serve(HttpContext http, string path, string? version)
    {
        if (!_byPath.TryGetValue(path, out var asset))
            return Results.NotFound();

        // An address of another release may reach this front while releases change: answer, but let nobody keep it.
        var headers = http.Response.Headers;
        headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "public, max-age=300, must-revalidate";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        // Foreign pages that isolate themselves may still load the launcher.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var compress = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (compress)
            headers.ContentEncoding = "gzip";

        return Results.Bytes(
            compress ? asset.Compressed : asset.Plain,
            asset.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{asset.Hash}{(compress ? "-z" : "")}\""));
    }

    private static Asset Read(Stream resource, string name)
    {
        using var file = new MemoryStream();
        using (resource)
            resource.CopyTo(file);
        var plain = file.ToArray();

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(plain);

        var type = ContentTypes.TryGetContentType(name, out var known) ? known : "application/octet-stream";
        return new Asset(plain, compressed.ToArray(), $"{type}; charset=utf-8", Convert.ToHexStringLower(SHA256.HashData(plain))[..16]);
    }

    private sealed record Asset(byte[] Plain, byte[] Compressed, string ContentType, string Hash);
}
