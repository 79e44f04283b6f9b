using System.Globalization;
using System.Text;
using QRCoder;

namespace Muster.WebFront.Console;

/// <summary>A QR code (ISO/IEC 18004) as one path of an SVG with the white border it needs, drawn on the server so that no page needs a script or an image for it.</summary>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (modules, path) = (code.ModuleMatrix, new StringBuilder());
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                if (modules[row][column])
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
            }
        }

        return new QrCode(modules.Count, path.ToString());
    }
}
